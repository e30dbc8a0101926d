"""What faces a browser: Streamlit views, sealed links, plain routes, and the one result document."""
