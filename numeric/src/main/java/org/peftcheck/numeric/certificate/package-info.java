/**
 * Certificates on disk: an instance, its witness and the bound that is claimed, as JSON with every number exact. What finds
 * a witness writes this format, what checks it reads it, and they share nothing else.
 */
package org.peftcheck.numeric.certificate;
