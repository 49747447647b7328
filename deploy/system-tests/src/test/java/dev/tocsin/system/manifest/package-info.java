/** What {@code deploy/kubernetes} says of the system, held against Kubernetes, the operators and the code. */
@NullMarked
package dev.tocsin.system.manifest;

import org.jspecify.annotations.NullMarked;
