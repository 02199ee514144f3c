# rule: module-attribute | message: Access to 'core' attribute is not allowed
import scipy.stats as st
st.np.core
