# rule: import-direct | message: Direct import of 'io' is not allowed. Use 'from io import specific_item' instead
import io
