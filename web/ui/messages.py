"""The messages of Streamlit's page that our pages need."""

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg

_NEEDED = ("rerun_script", "stop_script", "app_heartbeat", "backend_operation_request")  # the last: a download
_FILES = "file_urls_request"
MOST_FILES = 10
"""For how many files at once a page may ask where to put them: it takes one."""


def is_wanted(data: bytes) -> bool:
    """Whether this message is to be handed on to Streamlit. Raises ValueError for what is no message of its page."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise ValueError("no message of Streamlit's page") from error
    kind = message.WhichOneof("type")
    if kind is None:
        raise ValueError("an empty message")
    return kind in _NEEDED or (kind == _FILES and len(message.file_urls_request.file_names) <= MOST_FILES)
