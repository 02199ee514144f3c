# policy: standard
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("shop")
log.debug("invisible")
log.info("opened with %d items", 3)
log.warning("low stock: %s", "pears")


class Memory(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


handler = Memory()
handler.setFormatter(logging.Formatter("{levelname} {message}", style="{"))
log.addHandler(handler)
log.propagate = False
log.error("broken")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
print(len(handler.records), handler.records[0], handler.records[1].splitlines()[-1])
print(logging.getLevelName(30), log.isEnabledFor(logging.DEBUG), log.name, log.getChild("till").name)
