/** Who, where, when and how much: gazetteers and patterns over one sentence. */
@NullMarked
package dev.tocsin.classify.entity;

import org.jspecify.annotations.NullMarked;
