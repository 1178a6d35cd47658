/** Experiments as data: what is trained on what with which settings, and which rows and curves of a paper it stands for. */
package org.peftcheck.papers.recipe;
