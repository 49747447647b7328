/** What the operator looks at: the queue, the topics and their dead letters, endpoints that fail, accounts. */
@NullMarked
package dev.tocsin.alerting.operating;

import org.jspecify.annotations.NullMarked;
