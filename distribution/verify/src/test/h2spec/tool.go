// Names the tool whose versions go.mod pins; nothing of it is compiled into anything else.

//go:build tools

package tool

import _ "github.com/summerwind/h2spec/cmd/h2spec"
