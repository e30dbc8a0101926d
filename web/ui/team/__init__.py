"""The page for a whole team: a file in; each person's result, a picture of the whole and files to take along out."""
