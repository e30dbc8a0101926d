"""How many sessions a server carries: real websockets that walk the guide and, beside it, a bare Streamlit page."""
