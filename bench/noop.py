"""The yardstick: a Tornado server whose POST reads a form and does nothing."""

from __future__ import annotations

import asyncio
import sys

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler


class Nothing(RequestHandler):
    """Reads a ticket and options, and redirects as the ballot does."""

    def post(self) -> None:
        """Answer with a redirect, and count nothing."""
        self.get_body_arguments("option")
        self.get_body_argument("ticket")
        self.redirect("/thanks", status=303)


async def main(port: int) -> None:
    """Serve until killed."""
    HTTPServer(Application([(".*", Nothing)], log_function=lambda _: None)).listen(port, "127.0.0.1")
    print(port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
