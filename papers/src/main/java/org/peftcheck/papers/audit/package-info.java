/** Recomputes printed figures and relations from the tables of a paper, exactly; what is recomputed how is data. */
package org.peftcheck.papers.audit;
