"""Where the pinned wheels lie: at PyPI, or at the mirror that the environment names, and how large they are."""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from html import unescape
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from stylizer_app.errors import LibrariesError
from stylizer_app.errors.fetch import Attempt, NotDownloaded, NotInIndex
from stylizer_app.fetching.downloads import TIMEOUT_SECONDS, reason_of

INDEX_VARIABLE = "PIP_INDEX_URL"
"""pip's own variable: the address of a package index to use instead of PyPI."""

_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
_PYPI = {"pypi.org", "pypi.python.org"}


def located(url: str) -> str:
    """The address of a file of PyPI, at the index that the environment names. Raises LibrariesError."""
    index = os.environ.get(INDEX_VARIABLE, "")
    if not index or urlsplit(index).hostname in _PYPI:
        return url
    name = file_name(url)
    project = re.sub(r"[-_.]+", "-", name.partition("-")[0]).lower()
    page = f"{index.rstrip('/')}/{project}/"
    found = next((link for link in _links(page) if file_name(link) == name), None)
    if found is None:
        raise LibrariesError(NotInIndex(name, INDEX_VARIABLE), page)
    return found


def file_name(url: str) -> str:
    """The last part of an address."""
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def size(url: str) -> int:
    """How many bytes a file has, 0 where the server does not tell. Raises LibrariesError if it cannot be reached."""
    request = urllib.request.Request(url, method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return int(answer.headers.get("Content-Length") or 0)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 405:
                return 0
            raise _unreachable(url, error) from error
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from error


def _links(page: str) -> list[str]:
    """The files that a page of a package index lists, in either of the forms there are."""
    request = urllib.request.Request(page, headers={"Accept": _ACCEPT})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            text, kind = answer.read().decode("utf-8"), answer.headers.get_content_type()
        if kind.endswith("json"):
            links = [str(file["url"]) for file in json.loads(text)["files"]]
        else:
            links = [unescape(link) for link in re.findall(r"<a\b[^>]*\bhref=[\"']([^\"']+)", text)]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise _unreachable(page, error) from error
    return [urldefrag(urljoin(page, link)).url for link in links]


def _unreachable(url: str, error: Exception) -> LibrariesError:
    """The error for an address that does not give what it should."""
    return LibrariesError(NotDownloaded((Attempt(urlsplit(url).netloc, reason_of(error)),)), url)
