class Config:
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, **options):
        self.options = options

    def __getattr__(self, name):
        try:
            return self.options[name]
        except KeyError:
            raise AttributeError(name) from None

    def __call__(self, key, default=None):
        return self.options.get(key, default)


first, second = Config(), Config(debug=True)
print(first is second, second.debug, second("level", 3), hasattr(second, "nothing"))
