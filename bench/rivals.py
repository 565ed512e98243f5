"""What the hot page is measured against: the same bytes from nginx and from bare Granian."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.load import Answer, Request
from bench.report import Row
from bench.site import free_port, running, served
from bench.twins import TEN, THREE

# Debian keeps it where only root looks.
NGINX = shutil.which(
    "nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
)
CONF = """
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
  sendfile on;
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/t1;
  proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  default_type "text/html; charset=utf-8";
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    location /gzip/ {{ add_header Content-Encoding gzip; }}
  }}
}}
"""
# Of the connection, not of the answer: the server sets its own.
HOP = {"connection", "date", "keep-alive", "server", "transfer-encoding"}


@contextmanager
def running_rivals(
    environment: dict[str, str], answers: dict[tuple[str, str], Answer], folder: Path
) -> Iterator[list[Row]]:
    """Serve our answers' bytes from others; yields the rows to measure."""
    compared = [(TEN, "identity"), (TEN, "gzip"), (THREE, "identity")]
    with ExitStack() as servers:
        url = servers.enter_context(_nginx({key: answers[key].body for key in compared}, folder))
        rows = [
            Row("nginx", page, Request(url + _file_name(page, encoding), encoding))
            for page, encoding in compared
        ]
        for page, encoding in compared[:2]:
            url = servers.enter_context(_granian(environment, answers[page, encoding], folder))
            rows.append(Row("Granian", page, Request(url, encoding)))
        yield rows


@contextmanager
def _nginx(bodies, folder):
    folder.chmod(0o755)  # when we are root the workers are not
    for (page, encoding), body in bodies.items():
        file = folder / _file_name(page, encoding)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body)
    port = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(CONF.format(folder=folder, port=port))
    command = [NGINX, "-p", str(folder), "-e", "stderr", "-c", str(conf)]
    url = f"http://127.0.0.1:{port}/"
    with running(command, dict(os.environ), url + _file_name(*next(iter(bodies)))):
        yield url


def _file_name(page, encoding):
    return f"{encoding}/{page.split()[0]}"


@contextmanager
def _granian(environment, answer, folder):
    kept = [header for header in answer.headers if header[0].lower() not in HOP]
    file = folder / f"constant-{answer.encoding}"
    file.write_bytes(json.dumps(kept).encode() + b"\n" + answer.body)
    with served(environment, "bench.constant:application", CONSTANT_ANSWER=str(file)) as (url, _):
        yield url + "/"
