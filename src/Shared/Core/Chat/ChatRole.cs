namespace TmuxBuilder.Core.Chat;

public enum ChatRole
{
    User,
    Assistant,
}
