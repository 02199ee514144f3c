# rule: import-direct | message: Direct import of 'io' is not allowed. Use 'from io import specific_item' instead | only: strict
import io
