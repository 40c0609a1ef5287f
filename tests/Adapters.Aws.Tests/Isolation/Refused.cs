using Amazon.Runtime;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>Tells a refusal from any other failure: a call that only breaks proves nothing.</summary>
internal static class Refused
{
    private static readonly HashSet<string> Codes =
    [
        "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "ExpiredToken", "ForbiddenException",
        "InvalidAccessKeyId", "InvalidClientTokenId", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
        "UnrecognizedClientException", "InvalidSignatureException", "InvalidToken", "AuthFailure", "Forbidden",
    ];

    public static bool Is(Exception failure) =>
        failure is AmazonServiceException service && (Codes.Contains(service.ErrorCode ?? "")
            || (service.ErrorCode is null or "" && service.StatusCode == System.Net.HttpStatusCode.Forbidden));

    public static bool Is(string code) => Codes.Contains(code) || code == "403";
}
