/** What enters: the article as we read it from the topic or the REST body, its language and its folded text. */
@NullMarked
package dev.tocsin.classify.article;

import org.jspecify.annotations.NullMarked;
