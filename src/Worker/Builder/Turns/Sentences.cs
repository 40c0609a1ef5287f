namespace TmuxBuilder.Builder.Turns;

/// <summary>What clients read when something does not go as hoped.</summary>
internal static class Sentences
{
    public const string CannotStart =
        "The builder could not be started for this message. Nothing was changed; please send it again later.";

    public const string Died = "The builder stopped unexpectedly, twice, while it worked on this. Please send the message again.";

    public const string NotTaken = "The builder did not take this message. Please send it again.";

    public const string TimedOut = "This took longer than a message may take and was stopped. What was built so far is kept.";

    public const string CalledOff = "Stopped at your request. What was built so far is kept.";

    public const string SessionEnded = "The project was closed while this was being worked on.";

    public const string DroppedAtEnd = "The project was closed before the work on this message began.";

    public const string SourceGone =
        "The project this is a copy of is gone, so nothing could be copied. A message starts an empty project.";

    /// <summary>Why the model did not answer, by the agent's own code.</summary>
    public static string ModelFailed(string error) => error switch
    {
        "authentication_failed" or "billing_error" or "oauth_org_not_allowed" =>
            "The model refused our key. We have been told and will see to it; please send the message again later.",
        "rate_limit" or "overloaded" =>
            "The model has too much to do just now. Please send the message again in a few minutes.",
        "max_output_tokens" =>
            "The answer became longer than the model may write at once. Please ask for it in smaller steps.",
        _ => "The model failed while it worked on this. Please send the message again.",
    };

    /// <summary>Whether somebody must look, because waiting does not mend it.</summary>
    public static bool NeedsAdmin(string error) =>
        error is "authentication_failed" or "billing_error" or "oauth_org_not_allowed" or "model_not_found";
}
