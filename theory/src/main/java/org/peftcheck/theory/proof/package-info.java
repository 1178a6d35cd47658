/** What is known of claims for all instances, put together: a page for each, from the same evidence that the checks use. */
package org.peftcheck.theory.proof;
