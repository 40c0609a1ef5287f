namespace TmuxBuilder.Core.Chat;

public static class ChatRoleExtensions
{
    extension(ChatRole role)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => role == ChatRole.User ? "user" : "assistant";
    }
}
