/** The results of PEANuT (Zhong et al., 2025), each proposition in a file named by what it concludes. */
package org.peftcheck.theory.peanut2025;
