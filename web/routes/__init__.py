"""The plain routes beside Streamlit's own."""
