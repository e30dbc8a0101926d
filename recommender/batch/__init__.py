"""Scoring many answer sheets at once, a row each: in dataframes, CSV and Parquet, by lookup tables."""
