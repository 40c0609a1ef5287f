namespace TmuxBuilder.Gateway.Model;

/// <summary>
/// The model API's names of errors and the statuses they come with (platform.claude.com, API reference, "Errors").
/// </summary>
internal static class ErrorTypes
{
    /// <summary>
    /// The status an error of that name has when it comes before the answer; <see langword="null"/> for names unknown.
    /// </summary>
    public static int? StatusOf(string? type) => type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "api_error" => 500,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => null,
    };
}
