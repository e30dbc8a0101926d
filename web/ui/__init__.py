"""The Streamlit pages. They ask, call the engine, and show: nothing is decided here."""
