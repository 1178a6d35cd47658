/** The readings of an update rule as numbers: in double precision, and over the exact rationals. */
package org.peftcheck.numeric.reading;
