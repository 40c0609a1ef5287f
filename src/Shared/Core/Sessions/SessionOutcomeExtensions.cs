namespace TmuxBuilder.Core.Sessions;

public static class SessionOutcomeExtensions
{
    extension(SessionOutcome outcome)
    {
        /// <summary>The outcome in a sentence for people.</summary>
        public string Sentence => outcome switch
        {
            SessionOutcome.Done => "It was done.",
            SessionOutcome.Absent => "There is no such session.",
            SessionOutcome.Gone => "The session is deleted; restore it first.",
            SessionOutcome.NotDeleted => "The session is not deleted.",
            SessionOutcome.Working => "The session is working; wait for it or cancel its turn first.",
            _ => "The session is in a state that does not allow this.",
        };
    }
}
