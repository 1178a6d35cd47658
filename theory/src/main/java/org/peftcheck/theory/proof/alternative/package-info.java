/** Linear-programming alternatives with both sides exact: every witness is checked by multiplication when it is made. */
package org.peftcheck.theory.proof.alternative;
