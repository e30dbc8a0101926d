"""The files on Streamlit's pages, as its runtime knows them."""

from typing import Any

from streamlit.runtime import exists, get_instance

from web.ui.team.kept import FILE


class PageFiles:
    """What the field for a file, on the page of a team, has taken in each session."""

    def is_asked_for(self, session: str) -> bool:
        """Whether the page of this session shows the field: only then does Streamlit keep its state."""
        info = get_instance()._session_mgr.get_active_session_info(session) if exists() else None
        return info is not None and FILE in info.session.session_state

    def sizes(self, session: str) -> tuple[int, int]:
        """How many bytes the files of this session have, and those of all."""
        manager: Any = get_instance().uploaded_file_mgr
        own = manager.file_storage.get(session, {})
        return sum(len(file.data) for file in list(own.values())), manager._total_bytes
