"""The messages over a websocket that are handed on to Streamlit, out of all that it knows."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from web.ui.messages import MOST_FILES, is_wanted

WANTED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}


def message(kind: str) -> bytes:
    sent = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(sent, kind).SetInParent()
    else:
        setattr(sent, kind, True)
    data: bytes = sent.SerializeToString()
    return data


def test_what_pages_need_is_handed_on_and_nothing_else_that_streamlit_knows() -> None:
    kinds = BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields
    assert {kind.name for kind in kinds if is_wanted(message(kind.name))} == WANTED


@pytest.mark.parametrize(("files", "wanted"), [(1, True), (MOST_FILES, True), (MOST_FILES + 1, False)])
def test_a_page_may_ask_where_to_put_a_few_files(files: int, wanted: bool) -> None:
    asked = BackMsg()
    asked.file_urls_request.file_names.extend(["people.csv"] * files)
    assert is_wanted(asked.SerializeToString()) == wanted


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff" * 9, b"\x0a\xff"])
def test_what_is_no_message_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="message"):
        is_wanted(data)
