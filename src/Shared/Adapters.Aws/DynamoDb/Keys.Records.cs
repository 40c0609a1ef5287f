using System.Globalization;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <content>Keys of what hangs on sessions and clients, and of what stands alone.</content>
internal static partial class Keys
{
    public const string Uploads = "UPLOAD#";
    public const string Connections = "CONNECTION#";
    public const string Sites = "SITE#";
    public const string Answers = "ANSWER#";
    public const string OperationItems = "ITEM#";

    /// <summary>What <see cref="ClientOn"/> begins with.</summary>
    public const string ClientStart = "@";

    public const string Releases = "RELEASE#";
    private const string UsageDays = "USAGE#DAY#";
    private const string ClientUsage = "USAGE#";
    private const string DayFormat = "yyyy-MM-dd";

    // In a session's partition.
    public static ItemKey Upload(SessionId session, UploadId upload) =>
        new(OfSession(session), $"{Uploads}{upload.Value}");

    public static ItemKey Connection(SessionId session, string connection) =>
        new(OfSession(session), $"{Connections}{connection}");

    public static ItemKey Site(SessionId session, SiteId site) => new(OfSession(session), $"{Sites}{site.Value}");

    public static ItemKey Release(SessionId session, SiteId site, ReleaseId release) =>
        new(OfSession(session), $"{ReleasesOf(site)}{release.Value}");

    public static string ReleasesOf(SiteId site) => $"{Releases}{site.Value}#";

    public static ItemKey Usage(SessionId session) => new(OfSession(session), "USAGE");

    public static ItemKey UsageOfTurn(SessionId session, TurnId turn) =>
        new(OfSession(session), $"USAGE#TURN#{turn.Value}");

    public static ItemKey UsageOfDay(SessionId session, DateOnly day) =>
        new(OfSession(session), $"{UsageDays}{Day(day)}");

    /// <summary>Keeps a call of the model from being counted twice.</summary>
    public static ItemKey ModelCall(SessionId session, string call) => new(OfSession(session), $"CALL#{Hash(call)}");

    /// <summary>Leads from a session to an answer that tells of it.</summary>
    public static ItemKey AnswerOfSession(SessionId session, string key) =>
        new(OfSession(session), $"{Answers}{Hash(key)}");

    // In a client's partition.
    public static ItemKey Profile(string email) => new(OfClient(email), "PROFILE");

    public static ItemKey UsageOfClient(string email, DateOnly day) => new(OfClient(email), ClientUsageOn(day));

    public static string ClientUsageOn(DateOnly day) => $"{ClientUsage}{Day(day)}";

    /// <summary>Leads from a client to an answer that tells of them.</summary>
    public static ItemKey AnswerOfClient(string email, string key) => new(OfClient(email), $"{Answers}{Hash(key)}");

    // Alone.

    /// <summary>Leads from a connection's id to its session.</summary>
    public static ItemKey ConnectionById(string connection) => new($"CONNECTIONID#{connection}", Alone);

    public static ItemKey Answer(string key) => AnswerByHash(Hash(key));

    public static ItemKey AnswerByHash(string hash) => new($"{Answers}{hash}", Alone);

    public static ItemKey Limit(string key, TimeSpan window) =>
        new(string.Create(CultureInfo.InvariantCulture, $"LIMIT#{Hash(key)}#{window.Ticks}"), Alone);

    public static ItemKey SiteById(SiteId site) => new($"SITEID#{site.Value}", Alone);

    public static ItemKey Bucket(string bucket) => new($"BUCKET#{bucket}", Alone);

    public static ItemKey Request(RequestId request) => new($"REQUEST#{request.Value}", Alone);

    public static string OfOperation(OperationId operation) => $"OPERATION#{operation.Value}";

    public static ItemKey Operation(OperationId operation) => new(OfOperation(operation), "META");

    public static ItemKey OperationItem(OperationId operation, string subject) =>
        new(OfOperation(operation), $"{OperationItems}{Hash(subject)}");

    /// <summary>An audit record of a subject, by <see cref="Place"/>.</summary>
    public static ItemKey AuditRecord(string subject, string place) => new(OfAudit(subject), place);

    public static string OfAudit(string subject) => $"{TableDefinition.AuditPrefix}{Hash(subject)}";

    public static ItemKey Grant(GrantKind kind, string secretHash) => new($"GRANT#{kind}#{secretHash}", Alone);

    /// <summary>Leads from a grant's public id to its secret's hash.</summary>
    public static ItemKey GrantById(GrantKind kind, string id) => new($"GRANTID#{kind}#{id}", Alone);

    /// <summary>Leads from a subject to its grants, by <see cref="Place"/>.</summary>
    public static string OfGrants(GrantKind kind, string subject) => $"GRANTS#{kind}#{Hash(subject)}";

    /// <summary>What all calls of a UTC day used, in shards by session.</summary>
    public static ItemKey UsageOfAll(DateOnly day, int shard) => new(OfAllUsage(shard), Day(day));

    /// <summary>What a model used on a UTC day, in shards by session.</summary>
    public static ItemKey UsageOfModel(DateOnly day, string model, int shard) =>
        new(OfModels(shard), $"{Day(day)}#{model}");

    public static string OfModels(int shard) => $"USAGE#MODEL#{Shard(shard)}";

    /// <summary>The model a key of <see cref="UsageOfModel"/> ends with.</summary>
    public static string ModelOf(string sort) => sort[(sort.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>A budget, beside what it is of.</summary>
    public static ItemKey Budget(BudgetKey key) => key switch
    {
        { Scope: BudgetScope.Turn, Session: { } session } => new(OfSession(session), $"BUDGET#TURN#{key.Subject}"),
        { Scope: BudgetScope.Session, Session: { } session } => new(OfSession(session), "BUDGET"),
        { Scope: BudgetScope.Client, Subject.Length: > 0 } => new(OfClient(key.Subject), "BUDGET"),
        _ => new("BUDGETS", key.Scope.Wire),
    };

    public static string OfAllUsage(int shard) => $"USAGE#ALL#{Shard(shard)}";

    // Partitions of the indexes.

    /// <summary>Index 1: every session's connections, by their id and in shards of it.</summary>
    public static string ConnectionList(int shard) => $"CONNECTIONS#{Shard(shard)}";

    /// <summary>Index 1: sites that are published and cannot be reached yet, by id.</summary>
    public static string PropagatingSites(int shard) => $"PROPAGATING#{Shard(shard)}";

    /// <summary>Index 1: uploads that are not complete, by <see cref="Place"/>.</summary>
    public static string PendingUploads(int shard) => $"PENDING#{Shard(shard)}";

    /// <summary>Index 1: all audit records, by <see cref="Place"/>.</summary>
    public static string AuditList(int shard) => $"AUDIT#{Shard(shard)}";

    /// <summary>Index 1: grants of a kind, by <see cref="Place"/>.</summary>
    public static string GrantList(GrantKind kind, int shard) => $"GRANTS#{kind}#{Shard(shard)}";

    /// <summary>Index 1: all requests; index 2: those of a status; by <see cref="Place"/>.</summary>
    public static string RequestList(RequestStatus? status, int shard) =>
        status is null ? $"REQUESTS#{Shard(shard)}" : $"REQUESTS#{status}#{Shard(shard)}";

    /// <summary>Index 1: sessions that used something on a UTC day, by id.</summary>
    public static string SessionsOn(DateOnly day) => $"USED#SESSION#{Day(day)}";

    /// <summary>Index 1: clients that used something on a UTC day, by <see cref="ClientOn"/>.</summary>
    public static string ClientsOn(DateOnly day) => $"USED#CLIENT#{Day(day)}";

    /// <summary>A client in an index, whose keys may not be empty: forgotten ones have no address.</summary>
    public static string ClientOn(string email) => $"{ClientStart}{email}";

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The day a key ends with.</summary>
    public static DateOnly DayOf(string sort) =>
        DateOnly.ParseExact(sort.AsSpan(sort.LastIndexOf('#') + 1), DayFormat, CultureInfo.InvariantCulture);
}
