using System.Globalization;

namespace TmuxBuilder.Api.Conventions;

/// <summary>Answers with a problem.</summary>
public sealed class ProblemResult(Problem problem, TimeSpan? retryAfter = null) : IResult, IStatusCodeHttpResult
{
    public Problem Problem { get; } = problem;

    public int? StatusCode => Problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        response.ContentLength = null;
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter =
                Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (Problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        return response.WriteAsJsonAsync(
            Problem, ConventionsJson.Default.Problem, "application/problem+json", httpContext.RequestAborted);
    }
}
