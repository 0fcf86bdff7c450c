;;; nixos-specialisations.el --- NixOS specialisations, with eglot or lsp-mode  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools

;;; Commentary:

;; (require 'nixos-specialisations), then M-x eglot, or M-x lsp, in a Nix file.  Diagnostics, fixes and hovers come from
;; the server by themselves.  M-x nixos-specialisations-run runs what the lenses of the file offer, in a terminal: the
;; server itself runs nothing, and the command shows what it will do and asks before it does it.

;;; Code:

(require 'seq)
(require 'subr-x)
(require 'term)

(defvar nixos-specialisations-server '("nixos-specialisations-ls" "--stdio")
  "How the language server is started.")

(defconst nixos-specialisations--options '(:runsPlans t))

(declare-function eglot-current-server "eglot")
(declare-function jsonrpc-request "jsonrpc")
(declare-function lsp-request "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `((nix-mode nix-ts-mode)
                 . ,(lambda (&rest _)
                      (append nixos-specialisations-server
                              `(:initializationOptions ,nixos-specialisations--options))))))

(with-eval-after-load 'lsp-mode
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () nixos-specialisations-server))
                    :major-modes '(nix-mode nix-ts-mode)
                    :initialization-options nixos-specialisations--options
                    :add-on? t
                    :server-id 'nixos-specialisations)))

(defun nixos-specialisations--ask (method parameters)
  "Ask the server METHOD with PARAMETERS; the answer as a property list."
  (if (and (fboundp 'eglot-current-server) (eglot-current-server))
      (jsonrpc-request (eglot-current-server) (intern (concat ":" method)) parameters)
    (nixos-specialisations--plist (lsp-request method parameters))))

(defun nixos-specialisations--plist (value)
  "VALUE as eglot has it: property lists for hash tables, and vectors for lists."
  (cond ((hash-table-p value)
         (let (list)
           (maphash (lambda (key one)
                      (setq list (append list (list (intern (concat ":" key)) (nixos-specialisations--plist one)))))
                    value)
           list))
        ((and value (or (vectorp value) (listp value))) (vconcat (mapcar #'nixos-specialisations--plist value)))
        (t value)))

(defun nixos-specialisations--lenses ()
  "The lenses of this buffer: titles with the line of each, and their commands."
  (mapcar (lambda (lens)
            (let ((command (plist-get lens :command))
                  (line (plist-get (plist-get (plist-get lens :range) :start) :line)))
              (cons (format "%s (line %d)" (plist-get command :title) (1+ line)) command)))
          (nixos-specialisations--ask
           "textDocument/codeLens"
           `(:textDocument (:uri ,(concat "file://" (url-hexify-string (buffer-file-name) url-path-allowed-chars)))))))

(defun nixos-specialisations--choose (prompt choices)
  "Ask with PROMPT for one of CHOICES, an alist; nothing is asked where there is only one."
  (if (cdr choices)
      (cdr (assoc (completing-read prompt choices nil t) choices))
    (cdar choices)))

(defun nixos-specialisations-run ()
  "Run what a lens of this file offers: switch to a specialisation, or rebuild."
  (interactive)
  (let* ((lenses (or (nixos-specialisations--lenses) (user-error "No specialisation in this file")))
         (command (nixos-specialisations--choose "Run: " lenses))
         (answer (nixos-specialisations--ask
                  "workspace/executeCommand"
                  (list :command (plist-get command :command) :arguments (plist-get command :arguments))))
         (plan (nixos-specialisations--choose
                "Which host? "
                (mapcar (lambda (plan) (cons (string-join (plist-get plan :argv) " ") plan)) (plist-get answer :plans)))))
    (nixos-specialisations--start plan)))

(defun nixos-specialisations--start (plan)
  "Start the command of PLAN in a terminal."
  (let ((default-directory (file-name-as-directory (plist-get plan :cwd)))
        (argv (append (plist-get plan :argv) nil))
        ;; A terminal that is there already would be left as it is.
        (name (string-trim (generate-new-buffer-name "*nixos-specialisations run*") "\\*" "\\*")))
    (pop-to-buffer (apply #'make-term name (car argv) nil (cdr argv)))
    (term-char-mode)))

(provide 'nixos-specialisations)
;;; nixos-specialisations.el ends here
