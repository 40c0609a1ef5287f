using System.Collections.Frozen;

namespace TmuxBuilder.Core.Activity;

/// <summary>The types of entries the platform knows; unknown ones from the agent pass.</summary>
public static class ActivityTypes
{
    public const string Ack = "ack";
    public const string Status = "status";
    public const string Working = "working";
    public const string Progress = "progress";
    public const string Found = "found";
    public const string Phase = "phase";
    public const string Created = "created";
    public const string Deployed = "deployed";
    public const string Resources = "resources";
    public const string Screenshot = "screenshot";
    public const string Test = "test";
    public const string Summary = "summary";
    public const string Done = "done";
    public const string Error = "error";
    public const string Warning = "warning";

    /// <summary>A message's receipt moved on.</summary>
    public const string Delivery = "delivery";

    /// <summary>The agent asked the client something.</summary>
    public const string Question = "question";

    /// <summary>What the agent asked was answered.</summary>
    public const string Answer = "answer";
    public const string Usage = "usage";

    /// <summary>A site changed its state.</summary>
    public const string Site = "site";

    /// <summary>The session changed its state or name.</summary>
    public const string Session = "session";

    /// <summary>Every known type with what it says, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<(string Type, string Meaning)> Known =
    [
        (Ack, "the agent took the message"),
        (Status, "what is being done"),
        (Working, "the agent works: a tool runs, a step begins"),
        (Progress, "`data` is a whole number 0–100 as text, `message` the same with a percent sign"),
        (Found, "something the agent noticed"),
        (Phase, "the name of the part of the work that begins"),
        (Created, "`data` is the path of a file that was written"),
        (Deployed, "`data` is the address of a site that was published"),
        (Resources, "resources were made; raw data is for admins only"),
        (Screenshot,
            "`data` names a picture, or is an object with its `attachment_id` and that of a small one, "
                + "`thumbnail_id`"),
        (Test, "the outcome of a check"),
        (Summary, "the agent's answer, as Markdown"),
        (Done, "the turn ended; `message` says so when what it published does not pass its check"),
        (Error, "something failed; followed by more work it is a note, not the end"),
        (Warning, "something needs attention"),
        (Delivery,
            "the receipt of a message moved on; `data` is an object, with `queue_position` while it waits, "
                + "`parked_until` while it is set aside, and `origin` `repair` when the platform itself asked: to "
                + "mend what a check found"),
        (Question, "the agent asks; `data` is an object with `question_id`, `choices`, `default` and `deadline`"),
        (Answer,
            "the question was answered; `data` is an object with `question_id`, `answer` and `by` (`client`, "
                + "`default` or `agent`)"),
        (Usage,
            "tokens were used; `data` is an object: `input`, `output`, `cache_read`, `cache_write` tokens and "
                + "`cost_usd` of the session so far, the same of the turn in `turn`; shares are given no `cost_usd`; "
                + "at most one a second, the last before the turn's end"),
        (Site,
            "a site changed its state; `data` is an object with `site_id`, `slug`, `url`, `state` and `release`, and "
                + "once it was checked `screenshot` (an attachment) and `checks` (`passed`, `errors`, `warnings`, "
                + "`report`; `passed` is null with a `reason` when it could not be checked)"),
        (Session,
            "the session changed; `data` is an object with its `state`, or with `taken_over` when an admin took the "
                + "agent's keyboard or gave it back: until then what is sent waits in the queue"),
    ];

    /// <summary>Types whose text is the platform's own, or must reach people as it is.</summary>
    private static readonly FrozenSet<string> Passing =
        FrozenSet.Create(StringComparer.Ordinal, Error, Warning, Question, Answer, Delivery, Usage, Site, Session);

    /// <summary>Types whose text is a value (path, address, Markdown), which a stock phrase would destroy.</summary>
    private static readonly FrozenSet<string> Values =
        FrozenSet.Create(StringComparer.Ordinal, Created, Deployed, Screenshot, Summary);

    private static readonly FrozenSet<string> Spoken =
        [.. Known.Select(known => known.Type), "complete", "completed", "history", "pong"];

    /// <summary>Whether the platform gives the type a meaning.</summary>
    public static bool IsKnown(string type) => Spoken.Contains(type);

    /// <summary>Whether raw platform data of this type is kept from clients.</summary>
    public static bool IsFiltered(string type) => !Passing.Contains(type);

    /// <summary>Whether text of this type is rewritten for clients.</summary>
    public static bool IsRewritten(string type) => !Passing.Contains(type) && !Values.Contains(type);

    /// <summary>
    /// The type an entry is stored under: aliases by their main name; a status instead of none at all, and of
    /// those that would pass for frames that are no entries.
    /// </summary>
    public static string Normalize(string type) => type.Trim() switch
    {
        "complete" or "completed" => Done,
        "" or "history" or "pong" => Status,
        var other => Text.Utf8Text.Cut(other, ActivityLimits.MaxType),
    };
}
