/** A person who has signed in: the cookie that stands for an API key, and what is asked of requests that carry it. */
@NullMarked
package dev.tocsin.alerting.session;

import org.jspecify.annotations.NullMarked;
