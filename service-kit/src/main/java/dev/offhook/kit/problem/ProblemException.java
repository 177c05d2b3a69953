package dev.offhook.kit.problem;

/** Ends a request with a {@link Problem}. Expected, so that it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** 400: a field is missing or wrong. */
    public static ProblemException badRequest(String field, String detail) {
        return new ProblemException(new Problem("bad request", 400, detail, field));
    }

    /** 403: who asks could not be verified, or may not. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(new Problem("forbidden", 403, detail, null));
    }

    /** 404: there is no such thing. */
    public static ProblemException notFound(String field, String detail) {
        return new ProblemException(new Problem("not found", 404, detail, field));
    }

    /** 409: it contradicts what is there. */
    public static ProblemException conflict(String field, String detail) {
        return new ProblemException(new Problem("conflict", 409, detail, field));
    }

    /** 503: not now; asking again later may help. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(new Problem("unavailable", 503, detail, null));
    }

    /** What to tell the caller. */
    public Problem problem() {
        return problem;
    }
}
