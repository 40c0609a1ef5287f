using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Access;

/// <summary>Who makes a call, and the session it is about, once the credentials were checked.</summary>
/// <param name="Address">The client's network address.</param>
/// <param name="TraceId">The call's <c>X-Request-Id</c>.</param>
public sealed record Caller(Role Role, string Address, string TraceId)
{
    /// <summary>The session the credentials open; <see langword="null"/> when the call is about none.</summary>
    public Session? Target { get; init; }

    /// <summary>The e-mail address a client token proves.</summary>
    public string? ProvedEmail { get; init; }

    /// <summary>The session this browser opened before, by its cookie; it proves nothing of other sessions.</summary>
    public SessionId? CookieSession { get; init; }

    /// <summary>Public id of the share in use.</summary>
    public string? ShareId { get; init; }

    /// <summary>The integration that calls.</summary>
    public Integration? Integration { get; init; }

    /// <summary>Name of the admin that calls.</summary>
    public string? AdminName { get; init; }

    /// <summary>The session the call is about, on routes that require one.</summary>
    public Session Session => Target ?? throw new InvalidOperationException(
        "The route of this call requires no session.");

    /// <summary>What stands in a <c>guid</c> field of the answer: the guid, or a share's id.</summary>
    public string PublicId => ShareId ?? Session.Id.Value;

    /// <summary>As whom the caller reads what belongs to the session.</summary>
    public Audience Audience => new(Session.Id, Role, PublicId);

    public bool IsAdmin => Role == Role.Admin;

    /// <summary>The name of the caller in the audit.</summary>
    public string Actor => Role switch
    {
        Role.Admin => AdminName ?? "admin",
        Role.Integration => $"integration:{Integration?.Name}",
        Role.Client => Target is { } session ? $"client:{session.Id.Short}" : "client",
        Role.Share => $"share:{ShareId}",
        _ => "public",
    };

    /// <summary>As whom it is recorded.</summary>
    public By By => new(Actor, TraceId);

    /// <summary>Tells callers apart, for idempotency keys and limits.</summary>
    public string Key => Role switch
    {
        Role.Admin => $"admin:{AdminName}",
        Role.Integration => $"integration:{Integration?.Id}",
        Role.Share => $"share:{ShareId}",
        Role.Client when Target is { } session => $"session:{session.Id.Value}",
        Role.Client => $"client:{ProvedEmail ?? CookieSession?.Value}",
        _ => $"address:{Address}",
    };

    /// <summary>Text of the session as the caller may read it: for a share, the guid is nowhere in it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Show(string? text) => text is null ? null : Scrub.For(Audience, text);
}
