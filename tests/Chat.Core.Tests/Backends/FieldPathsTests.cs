using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

public sealed class FieldPathsTests
{
    [Theory]
    [InlineData("n", "")]
    [InlineData("tool_choice:none", "tool_choice")]
    [InlineData("tool_choice:a.b[]", "tool_choice")]
    [InlineData(
        "messages[].content[].image_url.detail",
        "messages[].content[].image_url messages[].content[] messages[].content messages[] messages"
    )]
    public void Ancestors_come_nearest_first(string key, string ancestors) =>
        Assert.Equal(ancestors, string.Join(' ', FieldPaths.Ancestors(key)));

    [Fact]
    public void The_users_own_objects_are_not_parted()
    {
        Assert.False(FieldPaths.HasFields("metadata"));
        Assert.False(FieldPaths.HasFields("tools[].function.parameters"));
        Assert.False(FieldPaths.HasFields("response_format.json_schema.schema"));
        Assert.True(FieldPaths.HasFields("response_format.json_schema"));
    }
}
