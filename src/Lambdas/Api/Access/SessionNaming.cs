using System.Text.Json;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>Reads which session a call names, wherever its endpoint takes that from.</summary>
internal static class SessionNaming
{
    public const string Guid = "guid";
    public const string Share = "share";

    public static async Task<NamedSession> ReadAsync(HttpContext context, AccessRule rule) => rule.Source switch
    {
        SessionFrom.Route => OfKey(context.Request.RouteValues[Guid] as string, rule),
        SessionFrom.Query => OfQuery(context.Request.Query, rule),
        SessionFrom.Body => await OfBodyAsync(context),
        _ => NamedSession.Nothing,
    };

    private static NamedSession OfKey(string? segment, AccessRule rule) =>
        SessionKey.TryParse(segment, null, out var key) && (key.Share is null || rule.Allows(Role.Share))
            ? new NamedSession(key.Guid, key.Share)
            : NamedSession.Refused(Problems.GuidMalformed());

    private static NamedSession OfQuery(IQueryCollection query, AccessRule rule)
    {
        if (rule.Allows(Role.Share) && query.TryGetValue(Share, out var share))
        {
            return new NamedSession(Share: share.ToString());
        }

        if (!query.TryGetValue(Guid, out var guid))
        {
            return NamedSession.Nothing;
        }

        return SessionId.TryParse(guid.ToString(), null, out var id)
            ? new NamedSession(id)
            : NamedSession.Refused(Problems.GuidMalformed());
    }

    private static async Task<NamedSession> OfBodyAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return NamedSession.Refused(Problems.ContentTypeRefused());
        }

        var body = await RequestBody.BufferAsync(context);
        try
        {
            return JsonSerializer.Deserialize(body.Span, AccessJson.Default.SessionField) is { } field
                ? new NamedSession(field.Guid)
                : NamedSession.Refused(Problems.Malformed("The body is not the JSON object this call takes."));
        }
        catch (JsonException wrong)
        {
            return NamedSession.Refused(wrong.Path == "$.guid"
                ? Problems.GuidMalformed()
                : Problems.Malformed("The body is not the JSON object this call takes."));
        }
    }
}
