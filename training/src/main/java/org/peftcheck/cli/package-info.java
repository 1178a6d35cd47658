/** The command line {@code peanut}. Nothing depends on it. */
package org.peftcheck.cli;
