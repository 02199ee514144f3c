# rule: module-attribute | message: Access to 'FrameType' attribute is not allowed
# policy: standard
import types
types.FrameType
