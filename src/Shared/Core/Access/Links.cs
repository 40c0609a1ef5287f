using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Access;

/// <summary>The links people are given, on the one public address of the platform.</summary>
public sealed class Links(Uri baseAddress)
{
    private readonly string root = baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Opens a session as its client.</summary>
    public Uri Client(SessionId session) => new($"{root}/client?guid={session.Value}");

    /// <summary>Opens a session read-only.</summary>
    public Uri Share(string secret) => new($"{root}/client?share={secret}");

    /// <summary>An address of the API, given what comes after <c>/api/</c>.</summary>
    public Uri Api(string pathAndQuery) => new($"{root}/api/{pathAndQuery}");

    /// <summary>Signs a client in; the token stays in the fragment, which browsers send to nobody.</summary>
    public Uri ClientLogin(string token) => new($"{root}/client#login={token}");

    /// <summary>Signs an admin in; the token stays in the fragment.</summary>
    public Uri AdminLogin(string token) => new($"{root}/admin#token={token}");
}
