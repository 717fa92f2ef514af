package vn.motcua.database;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Runs one query over an access path: filter, order, skip, limit, and the cut after the first batch. */
final class DocumentSelection {
    private final Predicate<Document> matches;
    private final boolean matchesAll;
    private final int skip;
    private final int limit;
    private final int firstBatch;
    private final List<Document> first = new ArrayList<>();
    private final List<Object> rest = new ArrayList<>();
    private long firstSize;
    private long met;

    /**
     * @param matches null when every document matches
     * @param limit and firstBatch: 0 for no limit
     */
    DocumentSelection(Predicate<Document> matches, int skip, int limit, int firstBatch) {
        this.matches = matches;
        this.matchesAll = matches == null;
        this.skip = Math.max(0, skip);
        this.limit = Math.max(0, limit);
        this.firstBatch = firstBatch;
    }

    List<Document> first() {
        return first;
    }

    /** Positions of what did not fit the first batch. */
    List<Object> rest() {
        return rest;
    }

    void run(AccessPath path) {
        path.scan((position, bytes) -> {
            if (matchesAll && (met < skip || isFirstFull(bytes))) {
                return take(position, bytes, null); // nobody looks inside: spare the decoding
            }
            Document document = BsonBytes.decode(bytes);
            return !matchesAll && !matches.test(document) || take(position, bytes, document);
        });
    }

    private boolean isFirstFull(byte[] next) {
        return firstBatch > 0 && !first.isEmpty()
            && (!rest.isEmpty() || first.size() >= firstBatch || firstSize + next.length > ReplySize.LIMIT);
    }

    private boolean take(Object position, byte[] bytes, Document document) {
        met++;
        if (met <= skip) {
            return true;
        }
        if (isFirstFull(bytes)) {
            rest.add(position);
        } else {
            first.add(document);
            firstSize += bytes.length;
        }
        return limit == 0 || met < (long) skip + limit;
    }

    private record Candidate(Object position, Document sortFields, long number) {
    }

    /** For a path that does not have the wanted order. Only positions and sort fields are held. */
    List<Object> positionsSorted(AccessPath path, Document sort) {
        Comparator<Document> bySort = new DocumentComparator(sort);
        Comparator<Candidate> order = Comparator.comparing(Candidate::sortFields, bySort)
            .thenComparingLong(Candidate::number);
        long most = limit == 0 ? Long.MAX_VALUE : (long) skip + limit;
        PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(order.reversed());
        List<Candidate> all = new ArrayList<>();
        List<String> names = sort.keySet().stream().map(Utils::firstFragment).distinct().toList();
        path.scan((position, bytes) -> {
            Document document = BsonBytes.decode(bytes);
            if (!matchesAll && !matches.test(document)) {
                return true;
            }
            Candidate candidate = new Candidate(position, part(document, names), met++);
            if (most == Long.MAX_VALUE) {
                all.add(candidate);
            } else {
                worstFirst.add(candidate);
                if (worstFirst.size() > most) {
                    worstFirst.poll();
                }
            }
            return true;
        });
        all.addAll(worstFirst);
        all.sort(order);
        met = 0;
        return all.stream().map(Candidate::position).toList();
    }

    private static Document part(Document document, List<String> names) {
        Document result = new Document();
        for (String name : names) {
            if (document.containsKey(name)) {
                result.put(name, document.get(name));
            }
        }
        return result;
    }

    /** Takes documents that already match and are in order. */
    void takeSorted(Object position, byte[] bytes) {
        take(position, bytes, met < skip || isFirstFull(bytes) ? null : BsonBytes.decode(bytes));
    }

    /** Counts without keeping anything. */
    long count(AccessPath path) {
        path.scan((position, bytes) -> {
            if (matchesAll || matches.test(BsonBytes.decode(bytes))) {
                met++;
            }
            return limit == 0 || met < (long) skip + limit;
        });
        return Math.max(0, met - skip);
    }
}
