using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Hosting;

/// <summary>What an installation decides about its API.</summary>
public sealed record ApiOptions
{
    /// <summary>The address people reach the platform at; links begin with it.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The version shown by health and config.</summary>
    public string Version { get; init; } = "0.1.0";

    public Onboarding Onboarding { get; init; } = Onboarding.Approval;

    /// <summary>Origins of other sites that may call from a browser, such as <c>https://parent.example</c>.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>
    /// The shared admin token; <see langword="null"/> where admins sign in with an identity provider.
    /// </summary>
    public string? AdminToken { get; init; }

    /// <summary>The identity provider, where there is one.</summary>
    public OidcOptions? Oidc { get; init; }

    public string WebSocketPath { get; init; } = "/ws";

    /// <summary>Files above this size (bytes) must be uploaded directly to the blob store.</summary>
    public long DirectUploadsOver { get; init; } = 10_485_760;

    /// <summary>
    /// The proxy in front, where there is one; without it nothing a client sends changes its address.
    /// </summary>
    public ProxyOptions? Proxy { get; init; }

    public RateLimits Limits { get; init; } = new();

    /// <summary>How long an admin's cookie lasts; 12 hours.</summary>
    public TimeSpan AdminCookieLifetime { get; init; } = TimeSpan.FromHours(12);
}
