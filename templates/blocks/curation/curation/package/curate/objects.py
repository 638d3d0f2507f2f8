"""The bucket of the lake, as the job sees it, and a folder in its place where there is no S3."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol


class Objects(Protocol):
    def uri(self, key: str) -> str:
        """What Spark reads and writes."""

    def sizes(self, prefix: str) -> dict[str, int]:
        """Keys below a prefix, with their bytes."""

    def folders(self, prefix: str) -> list[str]:
        """The names of the folders in a prefix, such as "hour=2026-11-01-05"."""

    def read(self, key: str) -> str | None: ...

    def write(self, key: str, text: str) -> None: ...

    def move(self, source: str, key: str) -> None:
        """Puts an object in the place of another one: readers see the old one or the new one."""

    def remove(self, keys: list[str]) -> None: ...


class Bucket:
    """A bucket, by a client of boto3."""

    def __init__(self, client, name: str):
        self._client = client
        self._name = name

    def uri(self, key: str) -> str:
        return f"s3://{self._name}/{key}"

    def sizes(self, prefix: str) -> dict[str, int]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix)
        return {each["Key"]: each["Size"] for page in pages for each in page.get("Contents", [])}

    def folders(self, prefix: str) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix, Delimiter="/")
        found = [each["Prefix"] for page in pages for each in page.get("CommonPrefixes", [])]
        return [each[len(prefix) :].rstrip("/") for each in found]

    def read(self, key: str) -> str | None:
        try:
            return self._client.get_object(Bucket=self._name, Key=key)["Body"].read().decode()
        except self._client.exceptions.NoSuchKey:
            return None

    def write(self, key: str, text: str) -> None:
        self._client.put_object(Bucket=self._name, Key=key, Body=text.encode(), ContentType="application/json")

    def move(self, source: str, key: str) -> None:
        # in parts where it is large
        self._client.copy({"Bucket": self._name, "Key": source}, self._name, key)
        self._client.delete_object(Bucket=self._name, Key=source)

    def remove(self, keys: list[str]) -> None:
        for key in keys:
            self._client.delete_object(Bucket=self._name, Key=key)


class Folder:
    """A folder of this machine: for tests."""

    def __init__(self, root: Path):
        self._root = root

    def uri(self, key: str) -> str:
        return str(self._root / key)

    def sizes(self, prefix: str) -> dict[str, int]:
        names = {p.relative_to(self._root).as_posix(): p for p in self._root.rglob("*") if p.is_file()}
        return {key: path.stat().st_size for key, path in sorted(names.items()) if key.startswith(prefix)}

    def folders(self, prefix: str) -> list[str]:
        place = self._root / prefix
        return sorted(p.name for p in place.iterdir() if p.is_dir()) if place.is_dir() else []

    def read(self, key: str) -> str | None:
        path = self._root / key
        return path.read_text() if path.is_file() else None

    def write(self, key: str, text: str) -> None:
        path = self._root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def move(self, source: str, key: str) -> None:
        path = self._root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self._root / source, path)

    def remove(self, keys: list[str]) -> None:
        for key in keys:
            (self._root / key).unlink(missing_ok=True)
