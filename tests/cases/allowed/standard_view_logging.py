# policy: standard
import logging
import sys
import traceback
import warnings


class Short(logging.Filter):
    def filter(self, record):
        return len(record.getMessage()) < 20


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
handler.addFilter(Short())
logging.basicConfig(level=logging.NOTSET, handlers=[handler, logging.NullHandler()])
logging.addLevelName(logging.WARN, "CAREFUL")
logging.debug("one")
logging.info("two")
logging.warning("three")
logging.error("four")
logging.critical("five")
logging.log(logging.FATAL, "six")
logging.info("a line that is too long for the filter")
try:
    1 / 0
except ZeroDivisionError as e:
    logging.error(traceback.format_exception(e)[-1].strip()[:15])
    logging.exception("x" * 30)
    traceback.print_exc(limit=0, file=sys.stdout)
    traceback.print_exception(e, limit=0, file=sys.stdout)
named = logging.LoggerAdapter(logging.getLogger("named"), {})
named.warning("seven")
print(isinstance(logging.getLogger("named"), logging.Logger), logging.CRITICAL == logging.FATAL, logging.WARNING)
record = logging.LogRecord("r", logging.INFO, "main.py", 1, "hand %s", ("made",), None)
logging.getLogger().handle(record)
logging.captureWarnings(True)
warnings.resetwarnings()
logging.captureWarnings(False)
logging.disable(logging.CRITICAL)
logging.critical("not shown")
