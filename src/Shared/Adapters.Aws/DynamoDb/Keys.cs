using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// Every key of every item, and nothing else knows one; docs/dynamodb.md tells the same in tables. Numbers are padded
/// so that they sort. What a client chose is hashed where it would be part of a key.
/// </summary>
internal static partial class Keys
{
    public const string Head = "HEAD";
    public const string Turns = "TURN#";
    public const string Chat = "CHAT#";
    public const string Log = "LOG#";
    public const string Commands = "COMMAND#";
    public const string Sessions = "SESSION#";

    private const string Alone = "-";

    // A session's own partition.
    public static string OfSession(SessionId session) => $"SESSION#{session.Value}";

    public static ItemKey SessionMeta(SessionId session) => new(OfSession(session), "META");

    public static ItemKey SessionHead(SessionId session) => new(OfSession(session), Head);

    public static ItemKey Turn(SessionId session, long number) => new(OfSession(session), $"{Turns}{Padded(number)}");

    /// <summary>Leads from a turn's id to its number.</summary>
    public static ItemKey TurnId(SessionId session, TurnId turn) => new(OfSession(session), $"TURNID#{turn.Value}");

    /// <summary>Leads from the client's own id of a message to its turn.</summary>
    public static ItemKey ClientMessage(SessionId session, string clientMessageId) =>
        new(OfSession(session), $"CLIENTMSG#{Hash(clientMessageId)}");

    public static ItemKey ChatLine(SessionId session, long line) => new(OfSession(session), $"{Chat}{Padded(line)}");

    /// <summary>Leads from a line's id to its number, and keeps the id from being used twice.</summary>
    public static ItemKey ChatId(SessionId session, MessageId message) =>
        new(OfSession(session), $"CHATID#{message.Value}");

    /// <summary>
    /// A chunk of the log by the number of its first visible entry; chunks without one share that of the next, so each
    /// has a number of its own beside it.
    /// </summary>
    public static ItemKey LogChunk(SessionId session, long firstSeq, long chunk) =>
        new(OfSession(session), $"{LogFrom(firstSeq)}#{Padded(chunk)}");

    /// <summary>Where the chunks from an entry's number on begin.</summary>
    public static string LogFrom(long firstSeq) => $"{Log}{Padded(firstSeq)}";

    public static ItemKey Command(SessionId session, CommandId command) =>
        new(OfSession(session), $"{Commands}{command.Value}");

    /// <summary>A part of a text too long for its own item.</summary>
    public static ItemKey Part(SessionId session, string parts, int index) =>
        new(OfSession(session), string.Create(CultureInfo.InvariantCulture, $"PART#{parts}#{index:D4}"));

    /// <summary>Leads to a session that was stored without its first turn, until that was looked after.</summary>
    public static ItemKey Unbegun(SessionId session) => new(OfSession(session), "UNBEGUN");

    /// <summary>Leads to a line of the ledger that is no fact.</summary>
    public static ItemKey Unsettled(SessionId session, ResourceKind kind, string id) =>
        new(OfSession(session), $"UNSETTLED#{kind}#{id}");

    // What keeps a session's id its own.
    public static ItemKey ShortId(SessionId session) => new($"SHORT#{session.Short}", Alone);

    public static ItemKey Purged(SessionId session) => new($"PURGED#{Hash(session.Value)}", Alone);

    // A client's partition.
    public static string OfClient(string email) => $"CLIENT#{email.ToLowerInvariant()}";

    public static ItemKey ClientSession(string email, SessionId session) =>
        new(OfClient(email), $"{Sessions}{session.Value}");

    // Counters of the lists, in shards.
    public static ItemKey Count(string list, int shard) => new($"COUNT#{list}", Shard(shard));

    // Workers.
    public const string OfWorkers = "WORKERS";

    public static ItemKey Worker(WorkerId worker) => new(OfWorkers, worker.Value);

    // Partitions of the indexes.

    /// <summary>
    /// Index 1: sessions of a list by <see cref="Place"/> of creation; index 2: by that of the last change.
    /// </summary>
    public static string ListOfSessions(string list, int shard) => $"LIST#{list}#{Shard(shard)}";

    /// <summary>
    /// Index 1: sessions of a list by name, then id (<see cref="ByName"/>), and by id; index 2: by e-mail address.
    /// </summary>
    public static string Finding(string list, int shard) => $"FIND#{list}#{Shard(shard)}";

    /// <summary>Index 1: heads with an open turn, and commands that wait.</summary>
    public static string Work(int shard) => $"WORK#{Shard(shard)}";

    /// <summary>Index 2: heads by the worker that holds their lease.</summary>
    public static string Held(WorkerId worker) => $"HELD#{worker.Value}";

    /// <summary>Index 2: sessions that end by themselves, by when.</summary>
    public static string Expiring(int shard) => $"EXPIRING#{Shard(shard)}";

    /// <summary>Index 1: sessions stored without their first turn, by <see cref="Place"/> of creation.</summary>
    public static string UnbegunSessions(int shard) => $"UNBEGUN#{Shard(shard)}";

    /// <summary>Index 1: lines of the ledger that are no facts, by <see cref="Place"/>.</summary>
    public static string UnsettledResources(int shard) => $"UNSETTLED#{Shard(shard)}";

    /// <summary>Index 2: commands by when they may be swept.</summary>
    public static string SweptCommands(int shard) => $"SWEEP#COMMAND#{Shard(shard)}";

    // Sort keys of the indexes.

    /// <summary>A place in a list: UTC ticks, then an id, so that no two are the same.</summary>
    public static string Place(long ticks, string id) => $"{Padded(ticks)}#{id}";

    public static string ByName(string name, SessionId session) => $"{NamesFrom(name)}#{session.Value}";

    public static string NamesFrom(string prefix) => $"NAME#{prefix}";

    public static string ById(SessionId session) => IdsFrom(session.Value);

    public static string IdsFrom(string prefix) => $"ID#{prefix}";

    public static string ByEmail(string email, SessionId session) => $"{EmailsFrom(email)}#{session.Value}";

    public static string EmailsFrom(string prefix) => $"EMAIL#{prefix}";

    public static string WaitingCommand(SessionId session, CommandId command) => $"{session.Value}#{command.Value}";

    // The keys of a session's own AWS identity.
    public static ItemKey TenantKeys(SessionId session) => new($"TENANT#{session.Value}", Alone);

    // The table of resources.
    public static string OfResources(SessionId session) => $"USER#{session.Value}";

    public static ItemKey Resource(SessionId session, ResourceKind kind, string id) =>
        new(OfResources(session), $"RESOURCE#{kind}#{id}");

    /// <summary>The line of the ledger that one of <see cref="Unsettled"/> leads to.</summary>
    public static ItemKey ResourceOf(SessionId session, string unsettled) =>
        new(OfResources(session), $"RESOURCE{unsettled.AsSpan(unsettled.IndexOf('#', StringComparison.Ordinal))}");

    /// <summary>The number a sort key ends with.</summary>
    public static long NumberOf(string sort) =>
        long.Parse(sort.AsSpan(sort.LastIndexOf('#') + 1), CultureInfo.InvariantCulture);

    public static string Padded(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Shard(int shard) => shard.ToString(CultureInfo.InvariantCulture);
}
