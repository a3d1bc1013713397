/**
 * The lecture's equations as plain loops over doubles, one class for each topic, and the proof that the cells obey them.
 *
 * <p>Here vectors are columns, as on a blackboard: a matrix {@code W [to][from]} stands on the left, {@code W x}. The library
 * keeps rows of a batch and writes {@code x W} with {@code W [from, to]}; the tests transpose in between. Nothing here
 * uses the library, so that it can be wrong in other ways than the library only.
 */
@NullMarked
package rnn4j.cells.lecture;

import org.jspecify.annotations.NullMarked;
