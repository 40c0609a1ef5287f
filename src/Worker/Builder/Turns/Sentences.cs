using System.Globalization;
using TmuxBuilder.Core.Budgets;

namespace TmuxBuilder.Builder.Turns;

/// <summary>What clients read when something does not go as hoped.</summary>
internal static class Sentences
{
    public const string CannotStart =
        "The builder could not be started for this message. Nothing was changed; please send it again later.";

    public const string Died =
        "The builder stopped unexpectedly, twice, while it worked on this. Please send the message again.";

    public const string TookTooMuch =
        "The work on this took more memory, processes or disk than a project may, twice, and was stopped. What was "
            + "built so far is kept; please ask for it in smaller steps, or with smaller files.";

    public const string NotTaken = "The builder did not take this message. Please send it again.";

    public const string Stuck =
        "The builder stopped to ask something only we can answer, twice. We have been told; "
            + "please send the message again later.";

    public const string Stalled =
        "The builder got stuck while it worked on this and did not recover. What was built so far is "
            + "kept; please send the message again.";

    public const string FilesLost =
        "The project's files were lost on our machine and no stored copy of them exists. We have been told; please "
            + "send the message again to build anew.";

    public const string FilesLostAgain =
        "The project's files were lost on our machine while this was worked on, twice. We have been "
            + "told; please send the message again.";

    public const string TimedOut =
        "This took longer than a message may take and was stopped. What was built so far is kept.";

    public const string CalledOff = "Stopped at your request. What was built so far is kept.";

    public const string SessionEnded = "The project was closed while this was being worked on.";

    public const string DroppedAtEnd = "The project was closed before the work on this message began.";

    public const string SourceGone =
        "The project this is a copy of is gone, so nothing could be copied. A message starts an empty project.";

    public const string NotCopied =
        "The project this is a copy of cannot be read at the moment, so nothing was copied "
            + "yet. The next message tries again.";

    public const string Decides = "No answer came in time, so the builder goes on as it thinks best.";

    public const string ModelAsked = "The model does not answer at the moment; it is asked again.";

    /// <summary>What is shown when work goes on after something went wrong.</summary>
    public static string GoesOn(GoOnReason reason) => reason switch
    {
        GoOnReason.ModelAway => "The model is asked again; work goes on.",
        GoOnReason.Stalled => "The builder got stuck and was told to go on.",
        GoOnReason.TookTooMuch =>
            "The builder took more memory, processes or disk than a project may, was started again and goes on.",
        GoOnReason.FilesLost =>
            "The project's files were lost and brought back as they were stored last; work goes on from there.",
        _ => "The builder was started again and goes on.",
    };

    /// <summary>The question's default was taken.</summary>
    public static string TookDefault(string standing) =>
        $"No answer came in time, so the builder goes on with: {standing}";

    /// <summary>Until when work rests, and why.</summary>
    public static string Parked(ModelFault fault, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ParkedBecause(fault)} Nothing is lost: this waits until {until.UtcDateTime:HH:mm} UTC "
            + $"({until.UtcDateTime:yyyy-MM-dd}) and is then taken up again by itself.");

    /// <summary>Why work rests although nothing failed, and what ends that.</summary>
    public static string OverBudget(BudgetScope scope, DateTimeOffset until)
    {
        var day = until.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return scope.IsMonthly
            ? $"{Spent(scope)} Nothing is lost: work goes on by itself once it is raised, or when the next month "
                + $"begins on {day}."
            : $"{Spent(scope)} We have been told. Nothing is lost: work goes on by itself once it is raised; "
                + $"otherwise this message is closed on {day}.";
    }

    /// <summary>The turn waited long enough for a higher budget.</summary>
    public static string StaysOverBudget(BudgetScope scope) =>
        $"{Spent(scope)} It was not raised, so this message is closed. What was built so far is kept.";

    /// <summary>Why the model's failure ended the turn.</summary>
    public static string ModelFailed(ModelFault fault) => fault switch
    {
        ModelFault.KeyRefused or ModelFault.Misconfigured =>
            "The model refused our key. We have been told and will see to it; please send the message again later.",
        ModelFault.Limited or ModelFault.Overloaded =>
            "The model had too much to do for too long. Please send the message again later.",
        ModelFault.TooLong =>
            "The answer became longer than the model may write at once. Please ask for it in smaller steps.",
        ModelFault.Lasting => "The model cannot work on this as it was asked. Please say it in other words.",
        _ => "The model failed while it worked on this. Please send the message again.",
    };

    private static string Spent(BudgetScope scope) => scope switch
    {
        BudgetScope.Turn => "What may be spent on one message is used up.",
        BudgetScope.Session => "What may be spent on this project is used up.",
        BudgetScope.Client => "What may be spent on your projects this month is used up.",
        _ => "What may be spent here this month is used up.",
    };

    private static string ParkedBecause(ModelFault fault) => fault switch
    {
        ModelFault.KeyRefused => "The model refused our key; we have been told.",
        ModelFault.Limited => "The limit of what the model may do for us is reached.",
        _ => "The model has too much to do just now.",
    };
}
