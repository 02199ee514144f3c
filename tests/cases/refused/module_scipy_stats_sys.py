# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import scipy.stats as st
st.sys
